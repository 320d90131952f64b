"""The kinds of question a form can ask, one a module."""
