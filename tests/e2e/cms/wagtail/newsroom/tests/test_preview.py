"""What `hashiya_wagtail` does that needs no browser."""

import json
from types import SimpleNamespace

from django.core.exceptions import ValidationError
from django.http import HttpResponse, JsonResponse, StreamingHttpResponse
from django.template import engines
from django.template.response import SimpleTemplateResponse
from django.test import SimpleTestCase, override_settings
from django.utils import translation
from hashiya_wagtail.corrections import CorrectionsFormField, validate_corrections
from hashiya_wagtail.models import ANNOTATED
from hashiya_wagtail.panels import CorrectionsInput
from hashiya_wagtail.preview import annotated
from newsroom.models import StoryPage

CORRECTIONS = [{"target": "</script><script>alert(1)</script>"}]


def shown(response, request=None, **kwargs) -> str:
    response = annotated(response, request, CORRECTIONS, **kwargs)
    if hasattr(response, "render"):
        response.render()
    return response.content.decode(response.charset)


class Preview(SimpleTestCase):
    def test_script_and_data_come_before_the_end_of_the_body(self):
        page = shown(HttpResponse("<body>a</body><!-- b --></HTML>"))
        self.assertRegex(page, "^<body>a<script.*</script></body><!-- b --></HTML>$")

    def test_pages_may_leave_the_end_out(self):
        self.assertRegex(shown(HttpResponse("<p>a")), r"^<p>a<script.*</script>$")

    def test_corrections_end_no_script(self):
        page = shown(HttpResponse(""))
        self.assertNotIn("<script>alert", page)
        data = page.partition(">")[2].partition("</script>")[0]
        self.assertEqual(json.loads(data), CORRECTIONS)

    def test_templates_are_rendered_first(self):
        template = engines["django"].from_string("<body>{{ a }}</body>")
        page = shown(SimpleTemplateResponse(template, {"a": "ب"}))
        self.assertRegex(page, "^<body>ب<script")

    def test_what_is_no_page_stays_as_it_is(self):
        self.assertEqual(shown(JsonResponse({})), "{}")
        streamed = StreamingHttpResponse(["a"])
        self.assertEqual(b"".join(annotated(streamed, None, [])), b"a")

    def test_other_character_sets(self):
        page = HttpResponse("<p>قال", content_type="text/html; charset=windows-1256")
        self.assertIn("قال<script", shown(page))

    def test_article_profile_and_nonce(self):
        request = SimpleNamespace(csp_nonce="n1")
        with override_settings(HASHIYA_PROFILE={"rules": {}}, HASHIYA_URL="/h"):
            page = shown(HttpResponse(""), request, article='[itemprop="a"]')
        self.assertIn(' src="/h/integrations/preview.js"', page)
        self.assertIn(' data-article="[itemprop=&quot;a&quot;]"', page)
        self.assertIn('<script id="hashiya-profile" type="application/json">', page)
        self.assertIn(' data-profile="#hashiya-profile" nonce="n1">', page)


class Modes(SimpleTestCase):
    def test_the_mode_is_offered_beside_others_in_both_languages(self):
        page = StoryPage.__new__(StoryPage)  # one of no database
        self.assertEqual([name for name, _label in page.preview_modes], ["", ANNOTATED])
        with translation.override("ar"):
            self.assertEqual(str(page.preview_modes[1][1]), "مع الحواشي")


class Corrections(SimpleTestCase):
    def test_lists_of_annotations_are_taken(self):
        validate_corrections(CORRECTIONS)
        self.assertEqual(CorrectionsFormField(required=False).clean(""), [])

    def test_what_is_none_is_refused_with_its_place(self):
        with self.assertRaisesMessage(ValidationError, "Correction 2 is no Web"):
            validate_corrections([*CORRECTIONS, {}])
        with self.assertRaisesMessage(ValidationError, "Corrections are a list."):
            validate_corrections({})

    def test_the_panel_counts_as_arabic_does(self):
        with translation.override("ar"):
            html = CorrectionsInput().render("hashiya_corrections", "[]", {"id": "a"})
        words = json.loads(html.partition('json">')[2].partition("</script>")[0])
        counted = words["counted"]
        self.assertEqual(counted["two"], "تصحيحان")
        self.assertEqual(counted["few"], "# تصحيحات")
        self.assertEqual(counted["many"], "# تصحيحًا")
        self.assertEqual(counted["other"], "# تصحيح")
