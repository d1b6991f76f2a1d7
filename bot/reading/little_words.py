"""Function words of French and English that show whom a statement is about, and whether it is affirmed or denied.

Each is a string of alternatives for regular expressions. They match texts normalized by `normalized_in_place.even`
(lower case, no accents, straight apostrophes); both languages are looked for in every text.
"""

import re

from bot.reading.normalized_in_place import either


def pattern(*kinds: str) -> re.Pattern[str]:
    """A compiled pattern that matches any of these alternatives as whole words."""
    return re.compile(rf"(?<![\w'])(?:{'|'.join(kinds)})(?!\w)")


# Words for the writer as the subject of a sentence.
WRITER = either(
    r"j'(?=\w)|je|mo[ei](?=,? (?:j|c|ce|c'est|suis|ai|chu|chui)(?!\w)|,? j[b-df-hj-np-tv-z])"
    r"|nous(?! deux)|on(?= )|chu|chui|j[b-df-hj-np-tv-z]\w+|j(?= )",  # "jsuis", "jfais"
    r"i|i'm|i've|i'd|im|ive|we|we're|me(?= i\b| i'm)",
)
# The "I" of a hedge, which says nothing about the writer: "I would say level 4".
WRITER_OF_WORDS = either(
    r"(?:je |j'|moi je |j(?= ))(?:ne |n'|me |m'|vous |te |l')?(?:dirais?|pense|crois|sais?|reprends|trompe\w*|veux dire"
    r"|voulais|dis|precise|corrige|repete|ecri[st]?|tape|remplis|demande|inscri\w*)",
    r"(?:i|i'd|i'm|i am|i'll|i would)(?: \w+)? (?:say|think|guess|mean|meant|believe|know|dunno|repeat|ask|asking"
    r"|write|writing|fill|filling)",
)
# Pronouns of the third person.
THEY = either(
    r"(?<!y a-t-)(?<!faut-)(?<!existe-t-)il(?! (?:y|fait|faut|pleut|neige|manque|reste|est possible))|elle|ils|elles"
    r"|lui|eux",
    r"he|she|they|he's|she's|they're|him|her(?= (?:is|has|works))",
)
# Words before a person who is then not the subject: "with my wife".
COMPANY = either(
    r"avec|chez|que|comme|de|d'|a|sans|contre|par|vers|moi|et moi|ou (?:est|sont|vit|reste|habite)|pres de",
    r"with|than|like|of|at|to|without|from|by|me|among|where|near",
)
# Pronouns that name the person a clause is about, at its head: "me only high school", « moi un DEP ».
TOPIC_WRITER = either(
    r"mo[ei]|nous|(?:l[ea]s? )?mi?en(?:ne)?s?|(?:quant a|pour) (?:moi|nous)|pour ma part|de mon cote|dans mon cas",
    r"me|us|mine|ours|myself|(?:as )?for me|in my case",
)
TOPIC_THEY = either(r"lui|elle|eux|(?:l[ea]s? )?si?en(?:ne)?s?", r"him|her|hers|his|them|theirs")
# Subjects of a short answer that are no other person: "level is 3", « métier est soudeur ».
THINGS = either(
    r"ca|ce|cela|il|elle|ils|elles|on|nous|je|moi|qui|tout|rien|personne|metier|travail|emploi|experience|niveau"
    r"|francais|anglais|diplome|etudes|ecole|scolarite|permis|statut|region|ville|depart|maintenant|la|le|les",
    r"it|this|that|they|he|she|we|you|what|who|which|there|here|all|everything|nothing|nobody|everybody|trade"
    r"|occupation|job|work|profession|experience|level|french|english|diploma|degree|education|school|permit|status"
    r"|region|start|availability|now|mine",
)
# A verb after "and my wife" makes the wife the subject.
VERB = either(
    (
        r"est|etait|a|ont|sont|fait|parle|parlent|travaille|travaillent|cherche|cherchent|veut|aussi|lui|elle|il"
        r"|qui"
    ),
    r"is|was|has|are|were|works?|speaks?|wants?|does|too|also|looks?|can|who",
)
# Verbs after a relative who is named without "my": "wife works".
DOES = either(
    r"est|etait|parle|parlent|travaille|fait|veut|connait|cherche|a (?=\d|un|une|fait|eu|le|la|etudie|travaille)",
    r"is|was|has|had|speaks?|works?|does|did|wants?|knows|studied|finished|also|too|can",
)
# Words for moving or travelling with the writer.
COMES = either(
    r"vien\w*|viendr\w*|accompagn\w*|embarqu\w*|aussi|qui|il|elle|lui|a cote",
    r"comes?|coming|joins?|joining|too|also|who|wants? to come|can come|is coming|are coming",
)
# Words that show that a household is told, while another question is open.
COMES_ALONG = either(
    r"avec (?:moi|nous)|vien\w*|viendr\w*|accompagn\w*|demenag\w*|(?:on est|nous sommes|on sera|menage|famille)"
    r"|sans enfants?|seule?|a deux",
    r"with (?:me|us)|com(?:e|es|ing)|mov(?:e|es|ing)|we are|we're|household|family|no (?:kids|children)|alone"
    r"|two of us|join\w*",
)
# Words for where relatives are who do not come along.
AWAY = either(
    r"pas (?:ici|avec (?:moi|nous))|au pays|la-bas|a l'etranger|ici (?:toute? )?seule?|seule? ici|outre-mer",
    r"not (?:here|with (?:me|us))|abroad|overseas|(?:back|still) home|in my country|alone here|here alone",
)
# A denial of what follows.
DENIED = either(
    (
        r"pas|pa(?= (?:de|d'|le|la|l'|un|une|bcp|tro\w*|bien|parl\w*|[abc][12]|\d+)(?!\w))|ni|non"
        r"|j?(?:parle?|connai[st]?|compren\w*|sai[st]?|ve?u[tx]?|aime?) pa(?!\w)"
        r"|jamais|aucune?|(?:ne |n')\w+ plus"
        r"|(?:veux?|parle|suis?|fais?|chui?|jsuis|jveux|jparle) (?:plus|pu)(?= |$)|rate(?:e|es)?|echoue\w*"
        r"|arrete (?:de|d(?='))|rien (?:savoir|a faire)|plus (?:besoin|envie)"
        r"|(?:vien\w+|interess\w+|cherche\w*|travaille\w*) (?:plus|pu)(?! (?:de|que|tard|souvent|\d)(?!\w))"
    ),
    (
        r"not|nt|no|never|don'?t|doesn'?t|isn'?t|aren'?t|ain'?t|neither|nor|no longer|don't speak|didn'?t|wasn'?t"
        r"|can'?t|won'?t|cannot|haven't|hasn't|havent|none|failed|stopped (?:being|working)|quit being"
    ),
)
# Words before "not" that do not end a statement: the denial begins with them ("I do not", "ce n'est pas").
AUXILIARY = either(
    (
        r"(?:[cjntlm]')?(?:ai|as|a|avons|avez|ont|avais|avait|suis|es|est|sommes|sont|etais|etait|ete|chu|chui|jsuis"
        r"|jai)"
        r"|je|j|on|ne|ca|moi|toi|lui|eux|nous|(?:peu|veu)[xt]|parl\w+|fai[st]|connais|sai[st]|aim\w+|vi[st]|dis"
        r"|cherch\w+|pens\w+|surtout|mais|et|ou|pour|pourquoi"
    ),
    (
        r"i|we|he|she|they|it|am|is|are|was|were|be|been|do|does|did|have|has|had|can|could|will|would|should|must"
        r"|i'm|im|i've|we're|he's|she's|it's|me|us|speak\w*|know|like|want|and|or|but|so|why|please|sorry"
    ),
)
# What follows is only imagined, and is not true.
SUPPOSED = either(
    (
        r"(?:meme )?s(?:i|'i(?=ls? ))(?: \w+)? ?(?:j'|je |on |nous |il |elle |ils |elles |c'|mon \w+ |ma \w+ )"
        r"(?:etai\w+|avai\w+|pouvai\w+|parlai\w+|savai\w+|voulai\w+|faisai\w+|aurai\w+|serai\w+)"
        r"|(?:j'|on |nous )aur(?:ais|ait|ions) (?:aime|voulu|pu|du|prefere)|imagin\w+|suppos\w+|comme si|admettons"
        r"|mettons|voulai\w+ que|reve\w* d(?:e|')"
    ),
    (
        r"if (?:only |even )?(?:i|we|you|he|she|they|it|my \w+)(?: only)?"
        r" (?:was|were|had|could|did|knew|spoke|would|wasn't|weren't)|if only|i wish|wished|as if|as though"
        r"|imagin\w+|suppos\w+|pretend\w*|let's say|(?:would|could|should) have"
        r"|(?:would|could|should)'ve|dream\w* (?:of|about)|wanted me to"
    ),
)
WOULD = either(
    r"(?:j'|je |on |nous |ce |il |elle )?(?:serai[st]|aurai[st]|ferai[st]|pourrai[st]|serions)", r"would|could|i'd|we'd"
)
# What follows is planned, wished for or conditional: not true yet.
PLANNED = either(
    (
        r"(?:l')?(?:an(?:nee)?|mois|ete|automne|hiver|printemps) prochaine?|bientot|un jour|quand (?:j'aurai|je serai)"
        r"|je (?:serai|ferai|parlerai)|j'aurai|(?:j')?espere\w*|(?:je )?(?:voudrais|veux)|(?:j')?aimerais"
        r"|(?:je )?compte(?= \w+(?:er|ir|re)(?!\w))"
        r"|(?:je |on |nous )?(?:vais|va|allons) (?:etre|avoir|faire|finir|obtenir|passer|commencer|apprendre)"
        r"|si (?:je|j'|on|nous|tout)|dans \w+ (?:ans?|mois)|il (?:me )?faut|(?:j'ai )?besoin|en train de|en cours"
        r"|(?:j')?attend[s]?|en attente"
        r"|demande (?:de |pour |ma )?(?!d'asile)\w+"
    ),
    (
        r"next (?:year|month|summer|fall|winter|spring|semester)|soon|someday|one day|will|i'll|we'll|going to|gonna"
        r"|hop(?:e|ing) to|plan\w* to|want to|wanna|would like|i'd like|intend\w*|trying to|if (?:i|we|all)"
        r"|when i (?:get|have|am)|in \w+ (?:years?|months?)|need\w*|must have|in progress|studying for|working on"
        r"|waiting|appl(?:y|ied|ying) for|pending|in process"
    ),
)
# Where somebody lives now. That is no wish to live there.
LIVES = either(
    r"(?:j'?|on |nous )?habit(?:e|ons|ent)|(?:je|on|nous|chu|j) (?:vi[st]|vivons|reste|restons|demeure|demeurons)"
    r" (?:\w+ )?(?:a|au|aux|en|dans|chez|pres|juste)",
    r"(?:i|we|i'm|im|we're)(?: \w+)? (?:live|living|reside|residing|stay|staying)(?: \w+)?",
)
# Where somebody is, worked, studied, was born, or wants to leave: such a place is no wish either.
NO_GOAL = either(
    (
        r"(?:on|nous|je|j'?|chu) ?(?:est|es|sommes|suis|etais?|etions)?(?: \w+)? (?:a|en|au) [^,.;!?]{2,30} depuis"
        r"|(?:je suis|chui?|jsuis|j'suis|je (?:travaille|bosse)|j'(?:ai )?(?:travaill|boss)\w+)"
        r"(?! (?:pret|interes|ouvert|dispo|partant)\w*)(?: (?!pour|mais|et)[\w'-]+){0,5}"
        r" (?:a|au|en|dans|pres (?:de|d'))"
        r"|(?:fini\w*|etudi\w+|termine\w*|obtenu|diplomee?)(?: (?!pour|mais|et)[\w'-]+){0,6} (?:a|au|en|de)"
        r"|arrivee?s? (?:\w+ )?(?:par|a|en|au)|debarque\w* a|nee?s? (?:a|au|en)|grandi\w* (?:a|au|en|dans)"
        r"|(?:derniere?s?|\d+) (?:ans?|annees?|mois) (?:a|au|en|dans)|quitt\w+"
        r"|(?:je|j'|on|nous) ?(?:ne |n')?(?:connai[st]|connaissons)(?: \w+)?"
        r"|(?:sortir|partir|m'en aller) de|tannee?s? de"
    ),
    (
        r"(?:i|we|i'm|im|we're|i am|we are)(?: \w+)? (?:in|at) [^,.;!?]{2,30}"
        r" (?:since|for(?: \w+)? (?:years?|months?|weeks?))"
        r"|(?<!can )(?<!could )(?:i am|i'm|im|i (?:work|worked))"
        r"(?! (?:ready|open|willing|interested|looking|thinking|planning|going)(?!\w))"
        r"(?: (?!to|for|but|and)[\w'-]+){0,5} (?:in|at|near|around|close to)"
        r"|(?:studied|studying|finished|graduated)(?: (?!to|but|and)[\w'-]+){0,6} (?:in|at|from)"
        r"|(?:last|past|\d+) (?:\w+ )?(?:years?|yrs?|months?|\d+) (?:in|at)|last \d+ (?:in|at)"
        r"|(?:i|we) (?:only |just |already |do )*know(?: only| just)?(?! (?:that|if|how|i|we|it))"
        r"|(?:landed|arrived) (?:in|at|through)|born (?:in|at)|(?:grew up|raised) in"
        r"|(?:leave|leaving)(?! for)|(?:get|getting|move|moving) (?:out of|away from)|(?:tired|sick) of"
    ),
)
# Words that begin a statement about another time, or another reason, than the statement before.
TURNS = either(
    (
        r"maintenant|aujourd'hui|l'an(?:nee)? prochaine?|avant|autrefois|bientot|en ce moment|presentement|parce que"
        r"|car|donc"
    ),
    r"now|today|nowadays|currently|next year|before|soon|these days|because|cause|so|therefore",
)
# All items that follow are excluded.
EXCEPTED = either(
    r"sauf|excepte|hormis|hors|a part|pas (?:a|en|au|dans)",
    r"except|excluding|apart from|other than|but not|outside|(?<=anywhere )but|(?<=everywhere )but",
)
# An order to remove what follows.
REMOVED = either(
    (
        r"enlev\w+|retir\w+|supprim\w+|quitte[rz]?(?= l'(?:anglais|espagnol|arabe|italien|allemand))"
        r"|effac\w+|ot(?:er|ez|e)|plus de"
        r"|(?<!as )(?<!avez )(?<!ai )(?<!a )oubli(?:ez|e)|laissez? (?:faire|tomber)"
    ),
    r"remov\w+|delet\w+|take (?:out|off|away)|drop|scratch|forget (?:about|it|that|this)|never ?mind|without",
)
# What follows is replaced by something else.
INSTEAD_OF = either(
    r"a la place (?:de|d'|du|des)|au lieu (?:de|d'|du|des)|plutot que",
    r"instead of|rather than|in place of",
)
# Words that return to the writer with a conclusion: "my husband works in Alma, so Alma".
CONCLUDES = either(r"donc|alors|du coup", r"so|therefore|thus")
# Words that say that the same holds for one more person.
ALIKE = either(r"aussi|egalement|pareil\w*|non plus", r"too|also|as well|same|likewise")
# Hedges that look like a supposition or a plan, though what follows is affirmed.
HEDGED = either(
    r"mettons(?= \d|\W*$)|ca (?:va (?:bientot )?faire|fera)(?= \d)"
    r"|si je (?:devais|dois|peux) dire|si je compte(?: tout)?|je (?:dirais|voudrais dire)|on va dire|disons",
    r"if i (?:had|have) to say|if i count(?: \w+)?|i (?:will|would|'d) say|let's say",
)
NOT_DENIED = either(
    (
        r"pas (?:mal|loin|trop loin|avant|beaucoup|seulement|juste|que)|pas de probleme"
        r"|non plus|en plus|de plus|plus (?:de )?\d"
        r"|non seulement|pourquoi pas|aucun probleme|pas (?:plus|moins) (?:de|que|d')|pas tout a fait|pas tous?"
        r"|(?:n')?(?:enlev|retir|supprim|ot|effac)e[rsz]? (?:surtout )?pas"  # an order not to remove takes nothing out
    ),
    r"why not|not (?:bad|far|too far|before|until|much|only|just|sure|quite|all)|(?:no|not) (?:more|less|fewer) than"
    r"|no (?:problem|worries|matter)|(?:don'?t|do not|never) (?:remove|delete|drop|erase|take (?:out|off|away))",
)
TOO = r"too(?! (?:far|much|many|cold|hot|small|big|expensive|late|long|hard|old|young|quiet|low|high))"
ADDED = either(
    r"aussi|egalement|en plus|ajout\w+|rajout\w+|et aussi|de plus|(?:t'as|as|avez|ai|a|\w*avais) (?:juste )?oublie"
    r"|il manque",
    r"also|as well|add|plus|in addition|(?:(?:you|u|i|we) (?:just )?)?forgot|(?:is|are) missing"
    rf"|{TOO}",
)
ONLY = either(
    r"seulement|uniquement|juste(?! un (?:petit )?peu(?!\w))|rien que|exclusivement|ne \w+ que",
    r"only(?! a (?:little|bit)(?!\w))|just(?! a (?:little|bit)(?!\w))|nothing but|exclusively",
)
KINDLY = r"please|pls|plz|svp|stp|s'il (?:vous|te) plait|merci|thanks|thank you"
# Words that say that something told before was wrong or has changed.
CORRECTED = either(
    (
        r"en fait|finalement|plutot|erreur|trompee?s?|corrig\w+|chang\w+|modifi\w+|remplac\w+|mett?(?:ez|re|ons)"
        r"|j'ai (?:mis|ecrit|marque|dit) (?:\w+ ){0,3}trop (?:haut|bas|eleve|fort|peu|bon)"
        r"|mets|oups|au final|desolee?|pardon|au lieu|a la place|c'est pas|maintenant|enfin|rectif\w+|mis a jour"
        r"|bai[sc]+\w+"
        r"|mont(?:e|ez|er)|(?:mon|ma|mes) [\w' ]{3,30}(?: ?:|,? c'est)"
    ),
    (
        r"actually|in fact|finally|rather|instead|mistakes?|wrong|correct(?:ion)?|chang\w+|sorry|now|updat\w+"
        r"|i (?:wrote|put|said|marked|gave) (?:\w+ ){0,3}too (?:good|high|low|well|much|little|few|many)"
        r"|replac\w+|i meant|after all|in the end|oops|make it|it's not|should be|no longer|lower|raise"
        r"|my [\w' ]{3,30}(?: ?:| is)"
    ),
)
PERHAPS = either(
    r"peut[- ]etre|possiblement|probablement|a la limite|eventuellement|si possible",
    r"maybe|perhaps|possibly|probably|might|if possible",
)
# What follows was true formerly.
PAST = either(
    r"avant(?! tout)|habitais|vivais|vivait|habitions|vivions|ai vecu|ai habite|etais|etait|autrefois|ancien\w*|quitte",
    r"used to|lived|previously|former(?:ly)?|was|were|before|left|moved from|came from",
)
# Words that say that the text before them was a joke.
JOKES = either(
    r"(?:je |j'|c'est (?:une )?)?(?:rigol|blagu|plaisant|niais|deconn)\w*|pour (?:rire|jaser)",
    r"(?:just |only |im |i'm )?(?:kidding|joking)|jk|(?:a|as a) joke|(?:only|just) (?:talking|chatting)",
)
LAUGHS = either(r"mdr|lol|ptdr|(?:ha){2,}|(?:hi){2,}|hehe", r"lol|lmao|(?:ha){2,}|hehe")
REFUSES = either(
    r"jamais de la vie|surtout pas|(?:pas|hors de) question|non merci|plus jamais|je refuse|bon debarras|ouach\w*",
    r"no way|no thanks|never again|hell no|i refuse|anything but|are you crazy|(?:so|thus|hard) no|not a chance",
)
# Words that begin a question or a request.
ASKS = either(
    (
        r"c(?:'est)? (?:quoi|koi)|pk|pq|pkoi|esk\w*|kel(?:le)?s?"
        r"|est[- ]ce|qu'est|pourquoi|comment|combien|ou (?:est|sont|se|puis|trouver|y a)"
        r"|quand(?! (?:[jl]'|(?:je|j\w|mon|mn|ma|mes|le|la|les|on|nous|ils?|elles?|tout|ce)(?!\w)))|quels?|quelles?"
        r"|qui (?:est|peut|va)|y a[- ]t|c'est quoi|peut[- ]on|puis[- ]je|pouvez|peux[- ]tu|dites|montr\w+"
        r"|explique\w*|parle[sz]?[- ](?:moi|nous)|dis[- ](?:moi|nous)|compar\w+"
        r"|cherche\w* (?:un |une |des )?(?:appart|loge|garderie)|inscri\w+|annul\w+"
    ),
    (
        r"what'?s?|why|how'?s?|where'?s|(?:where|when)(?! (?:i|i'm|my|our|the|we|he|she|it|they|school|all)(?!\w))"
        r"|which|who'?s?|is there|are there|can (?:i|you|we|he|she)"
        r"|could (?:i|you|we)|do (?:i|you|they)|does|should|show|tell me|explain|compare|sign|register|cancel|book"
        r"|find me|help"
    ),
)
WONDERS = either(
    r"(?:je |j'|on )(?:voulais|voudrais|veux|aimerais) (?:juste |bien )?savoir|(?:je me|on se) demand\w+",
    r"(?:i|we)(?:'d| would)? ?(?:like|want(?:ed)?|wish|need) to (?:know|ask)|(?:\w+ |i'm |we're )?(?:just )?wonder\w*"
    r"|may i (?:know|ask)",
)
NAMES_WRITER = pattern(WRITER, TOPIC_WRITER)
