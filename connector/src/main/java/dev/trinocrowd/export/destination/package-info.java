/// Where rows may go: what the administrator's file declares.
package dev.trinocrowd.export.destination;
