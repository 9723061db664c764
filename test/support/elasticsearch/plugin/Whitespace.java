package paidfor.analysis;

import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.core.WhitespaceTokenizer;
import org.elasticsearch.plugin.NamedComponent;
import org.elasticsearch.plugin.analysis.TokenizerFactory;

@NamedComponent("whitespace")
public class Whitespace implements TokenizerFactory {
  @Override
  public Tokenizer create() {
    return new WhitespaceTokenizer();
  }
}
