"""How a form file is read: nodes with their line, each part turned into its frozen value.

Every reader notes what is wrong and goes on, so that an author sees all problems at once.
"""
