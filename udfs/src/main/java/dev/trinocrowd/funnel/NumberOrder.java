package dev.trinocrowd.funnel;

/// How the values behind two numbers follow each other.
@FunctionalInterface
interface NumberOrder
{
    int compare(int left, int right);
}
