"""Words that show that a sentence is about work, French, languages or school: alternatives for regular expressions."""

from bot.reading.normalized_in_place import either

WORK = either(
    r"(?:[dl]')?experiences?|exp|travail\w*|(?<!ecole de )(?<!ecole des )metiers?|boulot|job|carriere|comme|pratique",
    r"experience|works?|worked|working|job|career|trade(?! school)|as an?",
)
FRENCH = either(
    r"fran[cs]ais\w*|niveau|[abc][12]|tef|tcf|delf|dalf",
    r"french|level|[abc][12]",
)
TOLD_OF = either(  # what the questions of a profile ask for
    r"metier|travail|job|emploi|boulot|profession|occupation|domaine|experience|diplome|etudes?|francais|niveau|langues?"
    r"|permis|statut",
    r"trade|work|occupation|field|degree|diploma|schooling|french|level|language|permit|status",
)
TONGUES = either(
    r"langues?|bilingue|maternelle|couramment",
    r"languages?|bilingual|fluent|native",
)
SPEAKS = either(
    r"parl\w+|comprends",
    r"speak\w*|spoken|understand",
)
SCHOOL = either(
    r"ecole|etudes?|etudie\w*|cours|formation|college|universite|cegep|secondaire|lycee|apprentissage",
    r"school|studie[sd]|studying|course|college|university|training",
)
# Where somebody has been for a length of time: "I have lived here for 11 years", and not "I am a baker with 8 years".
_STILL = r"(?: (?:encore|toujours|deja|maintenant|juste|still|now|only|just|already|back|always))?"
STAYS = either(
    rf"(?:suis|est|sommes){_STILL}(?: depuis(?: \w+){{1,3}})? (?:ici|icitte|la|chez|au|a|en)"
    r"|(?:vi[st]|habit\w+|reste|arriv\w+)(?: \w+){0,3} (?:ici|icitte|la|chez|au|a|en)",
    rf"(?:been|am){_STILL}(?: (?:for|since)(?: \w+){{1,3}})? (?:here|there|in|with|at)"
    r"|(?:living|lived?|stay\w*|came|landed)(?: \w+){0,3} (?:here|there|in|with|at)",
)
# Words beside a length of time that is no work experience but a wait, an age or the like.
OTHER_TIMES = either(
    (
        r"attend\w*|il y a|divorc\w*|mari(?:e|age)|depuis (?:mon|ma|notre|la)"
        r"|bail|enceinte|age|loyer"
        r"|dans (?:\d+|une?|deux|trois|quatre|cinq|six) (?:mois|sem\w+|jours?)"
    ),
    (
        r"wait\w*|ago|divorc\w*|married|since (?:my|our|the)|lease|pregnant|old|age|rent"
        r"|in (?:\d+|an?|two|three|four|five|six) (?:months?|weeks?|days?)"
    ),
)
