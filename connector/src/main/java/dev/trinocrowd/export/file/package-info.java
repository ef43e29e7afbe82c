/// Rows as files in a folder.
package dev.trinocrowd.export.file;
