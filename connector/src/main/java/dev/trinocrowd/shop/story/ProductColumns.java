package dev.trinocrowd.shop.story;

import com.google.common.collect.ImmutableList;

import java.util.List;

import static dev.trinocrowd.shop.story.Column.Kind.FLAG;
import static dev.trinocrowd.shop.story.Column.Kind.MONEY;
import static dev.trinocrowd.shop.story.Column.Kind.NUMBER;
import static dev.trinocrowd.shop.story.Column.Kind.SMALL_NUMBER;

/// The columns of the catalogue; a row is a product.
final class ProductColumns
{
    static final List<Column> PRODUCTS = ImmutableList.of(
            Column.of("product_id", NUMBER, "Id of the product: 1, 2, 3, …", (_, product) -> product + 1),
            Column.text("category", "The category", EventColumns.CATEGORY_TITLES, (story, product) -> story.catalogue().category(product)),
            Column.text("brand", "The brand", Catalogue.BRANDS, (story, product) -> story.catalogue().brand(product)),
            Column.shopText("name", "What the shop calls it", shop -> shop.catalogue().names(), (_, product) -> product),
            Column.of("price", MONEY, "The price of one piece on a common day; promotion days are cheaper", (story, product) -> story.catalogue().price(product)),
            Column.of("stock", SMALL_NUMBER, "Pieces in stock at the end of the year", (story, product) -> story.catalogue().stock(product)),
            Column.of("on_shelf", FLAG, "Whether it is still sold at the end of the year", (story, product) -> story.catalogue().isOnShelf(product) ? 1 : 0));

    private ProductColumns()
    {}
}
