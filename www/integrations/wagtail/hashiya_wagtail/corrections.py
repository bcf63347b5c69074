"""The field of a page that keeps what editors have corrected.

Corrections are W3C Web Annotations, a list of them. The preview makes them, the
panel of the edit view writes them, and nobody else does; see panels.py.
"""

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

# More than any article has: a field is no place to fill a disk with.
MOST_CORRECTIONS = 5_000


def validate_corrections(value) -> None:
    """Refuses what is no list of annotations that say what they are about."""
    if not isinstance(value, list):
        raise ValidationError(_("Corrections are a list."), code="no-list")
    if len(value) > MOST_CORRECTIONS:
        raise ValidationError(
            _("There are %(count)d corrections, and no more than %(most)d may be."),
            code="too-many",
            params={"count": len(value), "most": MOST_CORRECTIONS},
        )
    for place, correction in enumerate(value):
        if not isinstance(correction, dict) or not correction.get("target"):
            raise ValidationError(
                _("Correction %(place)d is no Web Annotation with a target."),
                code="no-annotation",
                params={"place": place + 1},
            )


class CorrectionsFormField(forms.JSONField):
    def to_python(self, value):
        """None of them is an empty list, for the column takes no null."""
        return super().to_python(value) or []


class CorrectionsField(models.JSONField):
    default_validators = [validate_corrections]

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": CorrectionsFormField, **kwargs})
