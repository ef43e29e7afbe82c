-- Run by the image once, on the first start, by its superuser. Trino reads as sales; Metabase keeps its own data as metabase.
\getenv sales_password POSTGRES_SALES_PASSWORD
\getenv metabase_password POSTGRES_METABASE_PASSWORD

CREATE ROLE sales LOGIN PASSWORD :'sales_password';

CREATE ROLE metabase LOGIN PASSWORD :'metabase_password';

CREATE DATABASE metabase OWNER metabase;
