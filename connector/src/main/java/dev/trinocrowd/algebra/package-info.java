/// Keyed families of id sets and what can be computed from them, chunk by chunk; knows neither files nor Trino.
package dev.trinocrowd.algebra;
