package dev.trinocrowd.export.table;

/// A handle of an export table, or of something that is done with one: what tells such a table's part of a call.
public interface ExportHandle
{}
