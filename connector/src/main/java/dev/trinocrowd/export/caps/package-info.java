/// How often a member may get something: caps, and counts of what members got.
package dev.trinocrowd.export.caps;
