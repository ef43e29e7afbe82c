/// The generated shop: who its customers are, what was planted, and what they did in 2025. No engine in here.
package dev.trinocrowd.shop.story;
