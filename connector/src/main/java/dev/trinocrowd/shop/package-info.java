/// The `shop` connector: generated e-commerce data, whose splits hold whole users and whose tables declare it.
package dev.trinocrowd.shop;
