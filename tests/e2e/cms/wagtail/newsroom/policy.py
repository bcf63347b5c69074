"""A strict Content-Security-Policy, for pages as their README asks for it."""

PAGE = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; "
    "connect-src 'self'; img-src 'self' data:; font-src 'self'; "
    "frame-ancestors 'self'; base-uri 'none'; form-action 'self'"
)
# Wagtail's own admin writes style attributes, and its preview is a frame.
ADMIN = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "connect-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
    "frame-src 'self'; frame-ancestors 'self'; base-uri 'none'; form-action 'self'"
)


def policy(get_response):
    """The answer has the policy of its place; a preview is a page's."""

    def answer(request):
        response = get_response(request)
        is_page = not request.path.startswith("/admin/")
        response.headers.setdefault("Content-Security-Policy", PAGE if is_page else ADMIN)
        return response

    return answer
