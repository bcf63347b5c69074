"""A preview mode for Wagtail in which the article has Hashiya's annotations."""
