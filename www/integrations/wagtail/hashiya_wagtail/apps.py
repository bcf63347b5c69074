from django.apps import AppConfig


class HashiyaWagtailConfig(AppConfig):
    name = "hashiya_wagtail"
    verbose_name = "Hashiya"
