/// What an export table keeps: rows that are staged, what is being delivered, journals of lanes, what each member was sent last, leases.
///
/// Payloads are bytes here; what they mean is the business of the tables.
package dev.trinocrowd.export.outbox;
