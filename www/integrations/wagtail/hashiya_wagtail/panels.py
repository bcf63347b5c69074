"""The panel of the edit view that writes the corrections, and shows them."""

from django import forms
from django.utils.translation import get_language, gettext, gettext_lazy, ngettext
from wagtail.admin.panels import FieldPanel

from .conf import hashiya_url

#: A number of each of the plural's categories (of CLDR) in Arabic, which has them
#: all; other languages use some of these.
PLURALS = {"zero": 0, "one": 1, "two": 2, "few": 3, "many": 11, "other": 100}


def _counted() -> dict[str, str]:
    """How many corrections there are, for each category; # stands for the number."""
    return {
        category: ngettext("%(count)s correction", "%(count)s corrections", number)
        % {"count": "#"}
        for category, number in PLURALS.items()
    }


def _words() -> dict:
    """What panel.js says, in the language of the admin as far as it is known."""
    return {
        "counted": {**_counted(), "none": gettext("No corrections yet")},
        "remove": gettext("Remove"),
        "removeOf": gettext("Remove the correction of “%(quote)s”"),
        "removed": gettext("Correction removed."),
        "broken": gettext(
            "This field holds something that is no list of corrections. It stays as "
            "it is, and nothing is written to it until you decide."
        ),
        "whole": gettext("the whole article"),
        "rejected": gettext("mark removed"),
        "kinds": {
            "PER": gettext("person"),
            "LOC": gettext("place"),
            "ORG": gettext("organisation"),
            "DATE": gettext("date"),
            "QUANTITY": gettext("quantity"),
            "MISC": gettext("other name"),
            "quote": gettext("quote"),
            "source": gettext("source"),
            "": gettext("note"),
        },
    }


class CorrectionsInput(forms.Widget):
    template_name = "hashiya_wagtail/corrections.html"

    class Media:
        css = {"all": ["hashiya_wagtail/panel.css"]}
        js = [forms.Script("hashiya_wagtail/panel.js", type="module")]

    def get_context(self, name, value, attrs):
        is_arabic = (get_language() or "").startswith("ar")
        return {
            **super().get_context(name, value, attrs),
            "hashiya_url": hashiya_url(),
            "lang": "ar" if is_arabic else "en",
            "words": _words(),
        }


class HashiyaPanel(FieldPanel):
    def __init__(self, field_name="hashiya_corrections", **kwargs):
        kwargs.setdefault("widget", CorrectionsInput)
        kwargs.setdefault("disable_comments", True)
        kwargs.setdefault("icon", "edit")
        kwargs.setdefault("heading", gettext_lazy("Annotation corrections"))
        kwargs.setdefault(
            "help_text",
            gettext_lazy("Made in the preview “Annotated”, saved with the page."),
        )
        super().__init__(field_name, **kwargs)
