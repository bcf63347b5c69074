"""Fills the newsroom: an editor without a password, and the stories of the demo."""

from datetime import date
from html import escape
from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand
from newsroom.models import StoryPage
from wagtail.models import Page, Site

DATES = {"ar": date(2026, 3, 12), "en": date(2026, 3, 12)}
HEADINGS = {"طلب مغربي", "Farmers remain wary"}


def as_html(paragraph: str) -> str:
    lines = "<br/>".join(escape(line, quote=False) for line in paragraph.splitlines())
    name = "h2" if paragraph in HEADINGS else "p"
    return f"<{name}>{lines}</{name}>"


def story(language: str, text: str) -> StoryPage:
    title, *paragraphs = text.strip().split("\n\n")
    return StoryPage(
        title=title,
        slug=f"story-{language}",
        language=language,
        date=DATES[language],
        body=[("text", "".join(map(as_html, paragraphs)))],
    )


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("stories", type=Path, help="folder of ar.txt and en.txt")

    def handle(self, *args, stories: Path, **options):
        get_user_model().objects.create_superuser("editor")
        root = Page.get_first_root_node()
        for language in DATES:
            text = (stories / f"{language}.txt").read_text(encoding="utf-8")
            page = root.add_child(instance=story(language, text))
            page.save_revision().publish()
        Site.objects.update(root_page=page, hostname="127.0.0.1")
