/// Rows as calls of a platform's HTTP interface: what is sent, and how the answer is read.
package dev.trinocrowd.export.http;
