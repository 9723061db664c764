package paidfor.analysis;

import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.elasticsearch.plugin.NamedComponent;
import org.elasticsearch.plugin.analysis.TokenFilterFactory;

@NamedComponent("asciifolding")
public class AsciiFolding implements TokenFilterFactory {
  @Override
  public TokenStream create(TokenStream input) {
    return new ASCIIFoldingFilter(input);
  }
}
