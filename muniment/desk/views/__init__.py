"""Views: parse the request, call one selector or service, show or lead on."""
