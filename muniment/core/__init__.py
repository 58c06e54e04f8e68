"""What every layer shares and nothing else needs: no Django, no database, no files of others."""
