/// Schemas, tables and their snapshots, kept in commit logs over [dev.trinocrowd.storage]; knows nothing of Trino's SPI.
package dev.trinocrowd.catalog;
