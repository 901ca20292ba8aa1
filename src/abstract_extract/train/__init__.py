"""Training the learned stage: annotated corpora and gold in, the folder of a model out.

    make model

Needs the extra `train`. Nothing of it is needed, or imported, to read pages.
"""
