package dev.trinocrowd.launcher;

import picocli.CommandLine.IVersionProvider;

import java.util.Optional;

final class CrowdVersion
        implements IVersionProvider
{
    @Override
    public String[] getVersion()
    {
        String version = Optional.ofNullable(CrowdVersion.class.getPackage().getImplementationVersion()).orElse("unpackaged");
        return new String[] {"Crowd for Trino " + version};
    }
}
