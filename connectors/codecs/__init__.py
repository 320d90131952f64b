"""Bytes in, values out: signed headers, SOAP, edXML."""
