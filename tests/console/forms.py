"""What a browser would send of a page's form."""

import html
import re


def values_of(page: str) -> dict[str, str]:
    """What a browser would send of the page's form, changed by nobody."""
    form = page[page.index("<main") :]
    found = {}
    for tag in re.findall(r"<input[^>]*>", form):
        name, value = re.findall(r' name="(\w+)"', tag), re.findall(r' value="([^"]*)"', tag)
        if name and "checkbox" not in tag and "radio" not in tag:
            found[name[0]] = html.unescape(value[0]) if value else ""
    for name, text in re.findall(r'<textarea[^>]* name="(\w+)"[^>]*>(.*?)</textarea>', form, re.S):
        found[name] = html.unescape(text)
    for name, options in re.findall(r'<select[^>]* name="(\w+)"[^>]*>(.*?)</select>', form, re.S):
        [chosen] = re.findall(r'value="([^"]*)" selected', options) or [""]
        found[name] = html.unescape(chosen)
    return found
