"""Talks with partners (agencies, SMS centres …) on behalf of whoever embeds this library.

It knows neither the portal, nor Flask, nor a database: values in, values or typed errors out.
"""
