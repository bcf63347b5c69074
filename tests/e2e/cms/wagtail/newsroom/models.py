from django.db import models
from hashiya_wagtail.models import ANNOTATED, AnnotatedPreviewMixin
from hashiya_wagtail.panels import HashiyaPanel
from wagtail.admin.panels import FieldPanel
from wagtail.blocks import CharBlock, RichTextBlock, StructBlock
from wagtail.fields import StreamField
from wagtail.models import Page

TEXT = ["h2", "bold", "italic", "link", "ul", "blockquote"]


class StoryPage(AnnotatedPreviewMixin, Page):
    language = models.CharField(
        max_length=2, choices=[("ar", "العربية"), ("en", "English")], default="en"
    )
    date = models.DateField()
    body = StreamField(
        [
            ("text", RichTextBlock(features=TEXT)),
            ("photo", StructBlock([("caption", CharBlock()), ("credit", CharBlock())])),
        ]
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("language"),
        FieldPanel("date"),
        FieldPanel("body"),
        HashiyaPanel(),
    ]
    default_preview_mode = ANNOTATED
