package paidfor.analysis;

import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.snowball.SnowballFilter;
import org.elasticsearch.plugin.Inject;
import org.elasticsearch.plugin.NamedComponent;
import org.elasticsearch.plugin.analysis.TokenFilterFactory;
import org.elasticsearch.plugin.settings.AnalysisSettings;
import org.elasticsearch.plugin.settings.StringSetting;

@NamedComponent("snowball")
public class Snowball implements TokenFilterFactory {
  @AnalysisSettings
  public interface Settings {
    @StringSetting(path = "language", defaultValue = "English")
    String language();
  }

  private final String language;

  @Inject
  public Snowball(Settings settings) {
    language = settings.language();
  }

  @Override
  public TokenStream create(TokenStream input) {
    return new SnowballFilter(input, language);
  }
}
