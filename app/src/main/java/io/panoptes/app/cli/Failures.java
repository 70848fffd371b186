package io.panoptes.app.cli;

import io.panoptes.app.RunFolderException;
import io.panoptes.core.config.ConfigException;
import io.panoptes.eval.EvalInputException;
import io.panoptes.ingest.SourceException;
import io.panoptes.segment.UndecodableImageException;
import io.panoptes.segment.catalogue.ModelDownloadException;
import io.panoptes.segment.prompt.PromptException;
import io.panoptes.track.association.DetectionFileException;
import java.io.FileNotFoundException;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Turns what went wrong into a message and an exit code: 2 for usage and configuration, 3 for input
 * that cannot be read, 1 for the rest. Stack traces are for {@code --verbose} only.
 */
final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler {

  static final int OTHER = 1;
  static final int USAGE = 2;
  static final int INPUT = 3;

  @Override
  public int handleParseException(ParameterException failure, String[] args) {
    CommandLine command = failure.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("panoptes: " + failure.getMessage());
    if (!CommandLine.UnmatchedArgumentException.printSuggestions(failure, err)) {
      err.println(
          "'" + command.getCommandSpec().qualifiedName() + " --help' shows what is allowed.");
    }
    return USAGE;
  }

  @Override
  public int handleExecutionException(
      Exception failure, CommandLine command, ParseResult parseResult) {
    if (failure instanceof ParameterException usage) {
      return handleParseException(usage, new String[0]);
    }
    int code = exitCode(failure);
    command.getErr().println("panoptes: " + message(failure));
    if (code == OTHER) {
      LoggerFactory.getLogger(Failures.class).debug("Stack trace", failure);
    }
    return code;
  }

  static int exitCode(Throwable failure) {
    if (failure instanceof ConfigException || failure instanceof PromptException) {
      return USAGE;
    }
    if (failure instanceof SourceException
        || failure instanceof UndecodableImageException
        || failure instanceof ModelDownloadException
        || failure instanceof EvalInputException
        || failure instanceof DetectionFileException
        || failure instanceof RunFolderException
        || failure instanceof NoSuchFileException
        || failure instanceof FileNotFoundException) {
      return INPUT;
    }
    return OTHER;
  }

  private static String message(Throwable failure) {
    if (failure instanceof NoSuchFileException missing) {
      return missing.getFile() + ": there is no such file";
    }
    String text = failure.getMessage();
    return text == null || text.isBlank()
        ? failure.getClass().getSimpleName() + "; --verbose shows where"
        : text;
  }
}
