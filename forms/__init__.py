"""What each procedure (thủ tục hành chính) asks, and how an answer is read, checked and shown.

A library: it knows neither portal, connectors, Flask nor database. A form is one YAML file in
`forms/catalog/`; everything needed to ask and check it again years later is in that text alone.
"""
