"""Puts Hashiya into a page that is rendered for the preview.

What is put in is a script by its address and data, nothing that a strict policy
would block.
"""

from django.forms.utils import flatatt
from django.http import HttpResponse
from django.utils.html import format_html, json_script

from .conf import article_selector, hashiya_url, profile

#: Ids of the elements that hold data for the script.
CORRECTIONS = "hashiya-corrections"
PROFILE = "hashiya-profile"


def annotated(
    response: HttpResponse, request, corrections: list, article: str | None = None
) -> HttpResponse:
    """The response with Hashiya at its end, once it is rendered."""
    snippet = _snippet(request, corrections, article or article_selector())

    def put_in(rendered: HttpResponse) -> HttpResponse:
        if _is_page(rendered):
            encoded = snippet.encode(rendered.charset)
            rendered.content = _at_end(rendered.content, encoded)
        return rendered

    if hasattr(response, "add_post_render_callback"):
        response.add_post_render_callback(put_in)
        return response
    return put_in(response)


def _snippet(request, corrections: list, article: str) -> str:
    options = {"article": article, "corrections": f"#{CORRECTIONS}"}
    data = json_script(corrections, CORRECTIONS)
    if newsroom := profile():
        options["profile"] = f"#{PROFILE}"
        data += json_script(newsroom, PROFILE)
    attributes = {f"data-{name}": value for name, value in options.items()}
    if nonce := getattr(request, "csp_nonce", None):
        attributes["nonce"] = nonce
    return data + format_html(
        '<script type="module" src="{}integrations/preview.js"{}></script>',
        hashiya_url(),
        flatatt(attributes),
    )


def _is_page(response: HttpResponse) -> bool:
    kind = response.headers.get("Content-Type", "")
    return not response.streaming and kind.startswith("text/html")


def _at_end(page: bytes, snippet: bytes) -> bytes:
    """Before the last end of a body, which a page may leave out."""
    at = page.lower().rfind(b"</body")
    return page + snippet if at < 0 else page[:at] + snippet + page[at:]
