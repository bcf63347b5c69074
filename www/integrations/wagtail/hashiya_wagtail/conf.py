"""What a project can say in its settings."""

from urllib.parse import urljoin

from django.conf import settings


def hashiya_url() -> str:
    """HASHIYA_URL: the folder that Hashiya's files are served from."""
    url = getattr(settings, "HASHIYA_URL", None)
    return (url or urljoin(settings.STATIC_URL, "hashiya/")).rstrip("/") + "/"


def article_selector() -> str:
    """HASHIYA_ARTICLE: where the article stands in the pages of the project."""
    return getattr(settings, "HASHIYA_ARTICLE", "main")


def profile() -> dict | None:
    """HASHIYA_PROFILE: the newsroom's profile for the desk's checks."""
    return getattr(settings, "HASHIYA_PROFILE", None)
