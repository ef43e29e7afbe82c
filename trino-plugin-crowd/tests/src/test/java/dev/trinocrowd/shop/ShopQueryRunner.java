package dev.trinocrowd.shop;

import dev.trinocrowd.testing.CrowdQueryRunner;
import io.trino.testing.DistributedQueryRunner;

/// The engine with the catalogs `shop` and `crowd`.
final class ShopQueryRunner
{
    private ShopQueryRunner()
    {}

    static DistributedQueryRunner create(int workers)
            throws Exception
    {
        DistributedQueryRunner queryRunner = CrowdQueryRunner.create(workers);
        try {
            queryRunner.createCatalog("shop", "shop");
            queryRunner.createCatalog("crowd", "crowd");
            return queryRunner;
        }
        catch (Throwable e) {
            queryRunner.close();
            throw e;
        }
    }
}
