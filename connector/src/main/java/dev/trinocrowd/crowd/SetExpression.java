package dev.trinocrowd.crowd;

import java.util.Optional;

import static java.util.Objects.requireNonNull;

/// An expression of sets as users write it.
sealed interface SetExpression
{
    /// A crowd by its name, or the users of a tag's value.
    ///
    /// @param tag empty for a crowd
    /// @param value the name of the crowd, or the value of the tag
    record Name(Optional<String> tag, String value)
            implements SetExpression
    {
        public Name
        {
            requireNonNull(tag, "tag is null");
            requireNonNull(value, "value is null");
        }

        @Override
        public String toString()
        {
            return tag.map(name -> name + ":" + value).orElse(value);
        }
    }

    record Both(SetExpression left, SetExpression right)
            implements SetExpression
    {}

    record Either(SetExpression left, SetExpression right)
            implements SetExpression
    {}

    record Without(SetExpression left, SetExpression right)
            implements SetExpression
    {}
}
