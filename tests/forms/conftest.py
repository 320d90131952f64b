"""Property tests of the forms: few examples, and no clock, as machines under load are slow."""

from hypothesis import settings

settings.register_profile("forms", deadline=None, max_examples=60)
settings.load_profile("forms")
