"""Tables as files: CSV and XLSX from rows of cells. They know no database and no reader."""
