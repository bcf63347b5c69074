from django.conf import settings
from django.contrib.auth import get_user_model, login
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import include, path, reverse
from django.utils.crypto import constant_time_compare
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as admin_urls
from wagtail.users.models import UserProfile

from .models import StoryPage


def enter(request, token: str, story: str):
    """Logs in whoever has the token of this run, and leads to a story's editor.

    `?ui=` is the language of the admin, the story's without it.
    """
    if not constant_time_compare(token, settings.NEWSROOM_TOKEN):
        raise Http404
    user = get_user_model().objects.get()
    login(request, user)
    profile = UserProfile.get_for_user(user)
    profile.preferred_language = request.GET.get("ui", story)
    profile.save()
    page = get_object_or_404(StoryPage, slug=f"story-{story}")
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return render(request, "newsroom/enter.html", {"next": address})


urlpatterns = [
    path("enter/<str:token>/<slug:story>/", enter),
    path("admin/", include(admin_urls)),
    path("", include(wagtail_urls)),
]
