"""Pure readers of the formats that archives hand over: no Django here."""
