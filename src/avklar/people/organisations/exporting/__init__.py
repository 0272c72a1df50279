"""Lists of contacts out of Avklar: a workbook, cards for a telephone, a sheet to pin up."""
