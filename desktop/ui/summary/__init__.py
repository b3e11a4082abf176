"""汇总: what was received, added up, drawn, printed and written out."""
