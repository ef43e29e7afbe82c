/// Immutable files of keyed id sets, and logs of versions that are committed by exclusive creation; knows the filesystem, but neither tables nor Trino's SPI.
package dev.trinocrowd.storage;
