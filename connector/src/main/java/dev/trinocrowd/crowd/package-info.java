/// The `crowd` connector: sets of users as tables.
package dev.trinocrowd.crowd;
