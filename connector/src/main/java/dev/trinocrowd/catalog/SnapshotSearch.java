package dev.trinocrowd.catalog;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import static dev.trinocrowd.catalog.CatalogException.Reason.VERSION_NOT_FOUND;

/// Finds the version of a time by halving, since times ascend with versions.
record SnapshotSearch(SnapshotLog log, SnapshotState tip)
{
    SnapshotState asOf(Instant time)
    {
        if (!Times.instant(tip.manifest().time()).isAfter(time)) {
            return tip;
        }
        List<Long> versions = log.log().versions(tip.manifest().oldest()).stream()
                .filter(version -> version < tip.manifest().version())
                .sorted()
                .toList();
        Optional<Manifest> best = Optional.empty();
        int low = 0;
        int high = versions.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            // torn versions are none
            Optional<Manifest> manifest = log.find(versions.get(middle));
            int probe = middle;
            while (manifest.isEmpty() && probe > low) {
                probe--;
                manifest = log.find(versions.get(probe));
            }
            if (manifest.isEmpty()) {
                low = middle + 1;
            }
            else if (Times.instant(manifest.orElseThrow().time()).isAfter(time)) {
                high = probe - 1;
            }
            else {
                best = manifest;
                low = middle + 1;
            }
        }
        return best.map(manifest -> log.state(manifest.version()))
                .orElseThrow(() -> new CatalogException(VERSION_NOT_FOUND, "The history of the table does not reach back to %s".formatted(time)));
    }
}
