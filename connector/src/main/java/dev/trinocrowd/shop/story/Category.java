package dev.trinocrowd.shop.story;

import com.google.common.collect.ImmutableList;

import java.util.List;

/// A category of products, with the span of its prices in whole units of money.
enum Category
{
    PHONES("phones", 7, 799, 6999, "smartphone", "phone case", "charger", "earbuds"),
    COMPUTERS("computers", 6, 299, 8999, "laptop", "monitor", "keyboard", "tablet"),
    APPLIANCES("appliances", 7, 89, 3999, "kettle", "rice cooker", "vacuum cleaner", "air fryer"),
    WOMENS_CLOTHING("women's clothing", 16, 39, 699, "dress", "blouse", "skirt", "coat"),
    MENS_CLOTHING("men's clothing", 10, 39, 699, "shirt", "jacket", "jeans", "sweater"),
    BEAUTY("beauty", 13, 19, 499, "lipstick", "serum", "face mask", "sunscreen"),
    FOOD("food", 14, 5, 129, "coffee", "nuts", "noodles", "tea"),
    BABY("baby", 8, 15, 599, "nappies", "stroller toy", "baby bottle", "romper"),
    SPORTS("sports", 8, 29, 1299, "running shoes", "swimming goggles", "yoga mat", "dumbbell"),
    BOOKS("books", 4, 8, 99, "novel", "cookbook", "atlas", "picture book"),
    HOME("home", 10, 9, 899, "lamp", "pillow", "curtain", "storage box"),
    PETS("pets", 5, 12, 299, "cat food", "dog leash", "litter", "scratching post");

    static final List<Category> CATEGORIES = List.of(values());
    static final Weights WEIGHTS = Weights.of(CATEGORIES.size(), category -> CATEGORIES.get(category).weight);

    private final String title;
    private final int weight;
    private final int lowest;
    private final int highest;
    private final ImmutableList<String> nouns;

    Category(String title, int weight, int lowest, int highest, String... nouns)
    {
        this.title = title;
        this.weight = weight;
        this.lowest = lowest;
        this.highest = highest;
        this.nouns = ImmutableList.copyOf(nouns);
    }

    /// The position, which the data is made with.
    @SuppressWarnings("EnumOrdinal") // the order is part of the data
    int number()
    {
        return ordinal();
    }

    String title()
    {
        return title;
    }

    int lowest()
    {
        return lowest;
    }

    int highest()
    {
        return highest;
    }

    List<String> nouns()
    {
        return nouns;
    }
}
