"""What a page type takes on to have the preview and to keep its corrections."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .corrections import CorrectionsField
from .preview import annotated

#: The name of the preview mode, as `mode_name` and `request.preview_mode` have it.
ANNOTATED = "annotated"


class AnnotatedPreviewMixin(models.Model):
    """Adds the preview mode "Annotated". Name it before Page among the bases.

    The page is rendered as in its first other mode, by its own template.
    """

    hashiya_corrections = CorrectionsField(_("corrections of the annotations"))

    #: Where the article stands in the page, as a CSS selector; without it the
    #: setting HASHIYA_ARTICLE.
    hashiya_article: str | None = None

    class Meta:
        abstract = True

    @property
    def preview_modes(self):
        others = super().preview_modes
        return [*others, (ANNOTATED, _("Annotated"))] if others else others

    def serve_preview(self, request, mode_name):
        if mode_name != ANNOTATED:
            return super().serve_preview(request, mode_name)
        names = (name for name, _label in self.preview_modes)
        rendered_as = next(name for name in names if name != ANNOTATED)
        response = super().serve_preview(request, rendered_as)
        return annotated(
            response, request, self.hashiya_corrections, self.hashiya_article
        )
