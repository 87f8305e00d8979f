package dev.modmedic.testing;

import javax.sql.DataSource;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands a {@link DataSource} or {@link TestDatabase} to tests without Micronaut; one database for
 * each test class, shared by its methods.
 */
public final class PostgresExtension implements ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(PostgresExtension.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == DataSource.class || type == TestDatabase.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> testClass = context.getRequiredTestClass();
    TestDatabase database =
        context
            .getRoot()
            .getStore(NAMESPACE)
            .getOrComputeIfAbsent(testClass, any -> TestDatabase.create(), TestDatabase.class);
    return parameter.getParameter().getType() == DataSource.class
        ? database.dataSource()
        : database;
  }
}
