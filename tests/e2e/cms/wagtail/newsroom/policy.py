"""A strict Content-Security-Policy, for pages as Hashiya's README asks for it."""

import re
from base64 import b64encode
from hashlib import sha256

PAGE = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; "
    "connect-src 'self'; img-src 'self' data:; font-src 'self'; "
    "frame-ancestors 'self'; base-uri 'none'; form-action 'self'"
)
# Wagtail's own admin writes style attributes, its choosers of dates begin from inline
# scripts, and its preview is a frame.
ADMIN = (
    "default-src 'none'; script-src 'self'{scripts}; style-src 'self' 'unsafe-inline'; "
    "connect-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
    "frame-src 'self'; frame-ancestors 'self'; base-uri 'none'; form-action 'self'"
)
CHOOSER = re.compile(rb"<script>(initDate\w*Chooser\(.*?\);)</script>")


def policy(get_response):
    """The answer has the policy of its place; a preview is a page's."""

    def answer(request):
        response = get_response(request)
        is_page = not request.path.startswith("/admin/")
        response.headers.setdefault(
            "Content-Security-Policy", PAGE if is_page else for_admin(response)
        )
        return response

    return answer


def for_admin(response) -> str:
    page = b"" if response.streaming else response.content
    digests = {b64encode(sha256(it).digest()).decode() for it in CHOOSER.findall(page)}
    return ADMIN.format(scripts="".join(f" 'sha256-{it}'" for it in sorted(digests)))
