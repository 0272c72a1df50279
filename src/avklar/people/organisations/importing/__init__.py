"""Contacts out of a spreadsheet as districts keep them: read the file, find the columns, judge every line, write once.

`files` → rows of text, `headers` → which column is what, `lines` → one person each, `verdicts` → what would happen.
Nothing here writes but `keeping`, which holds what waits to be confirmed.
"""
