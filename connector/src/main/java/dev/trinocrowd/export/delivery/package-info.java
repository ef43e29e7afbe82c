/// How staged rows leave: batches of a lane, their journal, and the calls that carry them. Knows neither Trino's SPI nor where rows and journals are kept.
package dev.trinocrowd.export.delivery;
